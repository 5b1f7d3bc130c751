-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "toolUses" JSONB;
