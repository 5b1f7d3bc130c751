-- CreateTable
CREATE TABLE "ModuleImport" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMP(3),
    "undoneBy" TEXT,

    CONSTRAINT "ModuleImport_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "ImportedModule" (
    "workspaceId" TEXT NOT NULL,
    "importId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "change" TEXT NOT NULL,
    "pathBefore" TEXT,
    "undoneAt" TIMESTAMP(3),
    "keptBecause" TEXT,

    CONSTRAINT "ImportedModule_pkey" PRIMARY KEY ("workspaceId","importId","moduleId","version","change")
);

-- AddForeignKey
ALTER TABLE "ModuleImport" ADD CONSTRAINT "ModuleImport_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedModule" ADD CONSTRAINT "ImportedModule_workspaceId_importId_fkey" FOREIGN KEY ("workspaceId", "importId") REFERENCES "ModuleImport"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
