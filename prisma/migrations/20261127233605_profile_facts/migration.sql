-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "isTemporary" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Profile" ADD COLUMN     "isLearning" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "userId" TEXT;

-- AlterTable
ALTER TABLE "ProfileFact" ADD COLUMN     "conversationId" TEXT,
ADD COLUMN     "decidedByName" TEXT,
ADD COLUMN     "extractor" TEXT,
ADD COLUMN     "messageId" TEXT,
ADD COLUMN     "quote" TEXT,
ADD COLUMN     "scope" TEXT NOT NULL DEFAULT 'any',
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'active',
ADD COLUMN     "subject" TEXT NOT NULL DEFAULT 'user',
ADD COLUMN     "supersededById" TEXT,
ADD COLUMN     "validFrom" TIMESTAMP(3),
ADD COLUMN     "validTo" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "ProfileInteraction" (
    "workspaceId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "conversationId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProfileInteraction_pkey" PRIMARY KEY ("workspaceId","profileId","id")
);

-- CreateTable
CREATE TABLE "ProfileTombstone" (
    "workspaceId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProfileTombstone_pkey" PRIMARY KEY ("workspaceId","profileId","hash")
);

-- CreateTable
CREATE TABLE "ProfileSettings" (
    "workspaceId" TEXT NOT NULL,
    "isLearning" BOOLEAN NOT NULL DEFAULT true,
    "accepts" TEXT NOT NULL DEFAULT 'explicit',
    "keys" JSONB,

    CONSTRAINT "ProfileSettings_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateIndex
CREATE INDEX "ProfileInteraction_workspaceId_profileId_createdAt_idx" ON "ProfileInteraction"("workspaceId", "profileId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Profile_workspaceId_userId_key" ON "Profile"("workspaceId", "userId");

-- CreateIndex
CREATE INDEX "ProfileFact_workspaceId_conversationId_idx" ON "ProfileFact"("workspaceId", "conversationId");

-- AddForeignKey
ALTER TABLE "ProfileInteraction" ADD CONSTRAINT "ProfileInteraction_workspaceId_profileId_fkey" FOREIGN KEY ("workspaceId", "profileId") REFERENCES "Profile"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProfileTombstone" ADD CONSTRAINT "ProfileTombstone_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProfileSettings" ADD CONSTRAINT "ProfileSettings_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
