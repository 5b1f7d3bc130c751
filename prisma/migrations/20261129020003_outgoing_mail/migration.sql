-- CreateTable
CREATE TABLE "OutgoingMail" (
    "workspaceId" TEXT NOT NULL,
    "notificationId" TEXT NOT NULL,
    "commentId" TEXT,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "OutgoingMail_pkey" PRIMARY KEY ("workspaceId","notificationId")
);

-- CreateTable
CREATE TABLE "MailSettings" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "off" TEXT[],

    CONSTRAINT "MailSettings_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateIndex
CREATE INDEX "OutgoingMail_workspaceId_dueAt_idx" ON "OutgoingMail"("workspaceId", "dueAt");

-- AddForeignKey
ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_workspaceId_notificationId_fkey" FOREIGN KEY ("workspaceId", "notificationId") REFERENCES "Notification"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailSettings" ADD CONSTRAINT "MailSettings_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
