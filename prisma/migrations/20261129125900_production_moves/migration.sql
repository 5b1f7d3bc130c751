-- CreateTable
CREATE TABLE "ProductionMove" (
    "workspaceId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "version" INTEGER,
    "isGone" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductionMove_pkey" PRIMARY KEY ("workspaceId","moduleId","revision")
);

-- AddForeignKey
ALTER TABLE "ProductionMove" ADD CONSTRAINT "ProductionMove_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What production holds now is the first that is known of it.
INSERT INTO "ProductionMove" ("workspaceId", "moduleId", "revision", "version", "at")
SELECT e."workspaceId", e."moduleId", w."revision", e."version", now()
FROM "ReleaseEntry" e
JOIN "WorkspaceState" w ON w."workspaceId" = e."workspaceId"
WHERE e."releaseId" = 'production' AND e."version" IS NOT NULL;
