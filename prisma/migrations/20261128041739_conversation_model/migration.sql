-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "model" TEXT;

-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "defaultModel" TEXT;
