-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "thinking" TEXT;
