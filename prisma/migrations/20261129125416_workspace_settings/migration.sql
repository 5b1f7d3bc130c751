-- What an admin chose and what jobs note leave the row that publishing locks.

-- CreateTable
CREATE TABLE "WorkspaceSettings" (
    "workspaceId" TEXT NOT NULL,
    "summaryModel" TEXT,
    "summarizesConversations" BOOLEAN NOT NULL DEFAULT false,
    "defaultModel" TEXT,
    "review" TEXT NOT NULL DEFAULT 'off',

    CONSTRAINT "WorkspaceSettings_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "WorkspaceProgress" (
    "workspaceId" TEXT NOT NULL,
    "termsVersion" INTEGER NOT NULL DEFAULT 0,
    "preparedBy" TEXT NOT NULL DEFAULT '',
    "relatedRevision" INTEGER NOT NULL DEFAULT 0,
    "answersSinceSnapshot" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "WorkspaceProgress_pkey" PRIMARY KEY ("workspaceId")
);

INSERT INTO "WorkspaceSettings" ("workspaceId", "summaryModel", "summarizesConversations", "defaultModel", "review")
  SELECT "workspaceId", "summaryModel", "summarizesConversations", "defaultModel", "review" FROM "WorkspaceState";

INSERT INTO "WorkspaceProgress" ("workspaceId", "termsVersion", "preparedBy", "relatedRevision", "answersSinceSnapshot")
  SELECT "workspaceId", "termsVersion", "preparedBy", "relatedRevision", "answersSinceSnapshot" FROM "WorkspaceState";

-- AlterTable
ALTER TABLE "WorkspaceState" DROP COLUMN "answersSinceSnapshot",
DROP COLUMN "defaultModel",
DROP COLUMN "preparedBy",
DROP COLUMN "relatedRevision",
DROP COLUMN "review",
DROP COLUMN "summarizesConversations",
DROP COLUMN "summaryModel",
DROP COLUMN "termsVersion";

-- AddForeignKey
ALTER TABLE "WorkspaceSettings" ADD CONSTRAINT "WorkspaceSettings_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkspaceProgress" ADD CONSTRAINT "WorkspaceProgress_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "WorkspaceSettings"
  ADD CONSTRAINT "WorkspaceSettings_review_set" CHECK ("review" IN ('off', 'optional', 'required'));
