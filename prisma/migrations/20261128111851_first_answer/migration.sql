-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "firstAnswer" JSONB;
