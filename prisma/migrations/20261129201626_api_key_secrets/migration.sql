-- A secret is looked up before its workspace is known, so it stands in a table of the instance.

-- CreateTable
CREATE TABLE "ApiKeySecret" (
    "hash" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,

    CONSTRAINT "ApiKeySecret_pkey" PRIMARY KEY ("hash")
);

INSERT INTO "ApiKeySecret" ("hash", "workspaceId", "keyId")
SELECT "hash", "workspaceId", "id" FROM "ApiKey";

-- CreateIndex
CREATE UNIQUE INDEX "ApiKeySecret_workspaceId_keyId_key" ON "ApiKeySecret"("workspaceId", "keyId");

-- AddForeignKey
ALTER TABLE "ApiKeySecret" ADD CONSTRAINT "ApiKeySecret_workspaceId_keyId_fkey" FOREIGN KEY ("workspaceId", "keyId") REFERENCES "ApiKey"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- DropIndex
DROP INDEX "ApiKey_hash_key";

-- AlterTable
ALTER TABLE "ApiKey" DROP COLUMN "hash";
