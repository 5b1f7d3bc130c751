-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "askedWith" JSONB,
ADD COLUMN     "column" INTEGER,
ADD COLUMN     "isChosen" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "RunningAnswer" DROP CONSTRAINT "RunningAnswer_pkey",
ADD COLUMN     "column" INTEGER,
ADD CONSTRAINT "RunningAnswer_pkey" PRIMARY KEY ("workspaceId", "conversationId", "messageId");
