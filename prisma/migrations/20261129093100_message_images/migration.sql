-- CreateTable
CREATE TABLE "MessageImage" (
    "workspaceId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "MessageImage_pkey" PRIMARY KEY ("workspaceId","conversationId","id"),
    CONSTRAINT "MessageImage_mediaType_set" CHECK ("mediaType" IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif'))
);

-- images are compressed already
ALTER TABLE "MessageImage" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- CreateIndex
CREATE UNIQUE INDEX "MessageImage_workspaceId_conversationId_messageId_place_key" ON "MessageImage"("workspaceId", "conversationId", "messageId", "place");

-- AddForeignKey
ALTER TABLE "MessageImage" ADD CONSTRAINT "MessageImage_workspaceId_conversationId_messageId_fkey" FOREIGN KEY ("workspaceId", "conversationId", "messageId") REFERENCES "ConversationMessage"("workspaceId", "conversationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
