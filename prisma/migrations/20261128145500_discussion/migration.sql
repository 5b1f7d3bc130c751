-- CreateTable
CREATE TABLE "ChangeEvent" (
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ChangeEvent_pkey" PRIMARY KEY ("workspaceId","number","id")
);

-- CreateTable
CREATE TABLE "Thread" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" INTEGER,
    "moduleId" TEXT,
    "side" TEXT,
    "line" INTEGER,
    "lineText" TEXT,
    "linesBefore" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "linesAfter" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolvedAt" TIMESTAMP(3),
    "resolvedByName" TEXT,

    CONSTRAINT "Thread_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "threadId" TEXT NOT NULL,
    "authorId" TEXT,
    "authorName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "unheard" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMP(3),
    "deletedAt" TIMESTAMP(3),
    "deletedByName" TEXT,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "CommentRevision" (
    "workspaceId" TEXT NOT NULL,
    "commentId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "writtenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CommentRevision_pkey" PRIMARY KEY ("workspaceId","commentId","revision")
);

-- CreateTable
CREATE TABLE "Notification" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER,
    "moduleId" TEXT,
    "threadId" TEXT,
    "actorName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMP(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "Thread_workspaceId_number_idx" ON "Thread"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "Thread_workspaceId_moduleId_idx" ON "Thread"("workspaceId", "moduleId");

-- CreateIndex
CREATE INDEX "Comment_workspaceId_threadId_createdAt_idx" ON "Comment"("workspaceId", "threadId", "createdAt");

-- CreateIndex
CREATE INDEX "Notification_workspaceId_userId_readAt_idx" ON "Notification"("workspaceId", "userId", "readAt");

-- AddForeignKey
ALTER TABLE "ChangeEvent" ADD CONSTRAINT "ChangeEvent_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_workspaceId_threadId_fkey" FOREIGN KEY ("workspaceId", "threadId") REFERENCES "Thread"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentRevision" ADD CONSTRAINT "CommentRevision_workspaceId_commentId_fkey" FOREIGN KEY ("workspaceId", "commentId") REFERENCES "Comment"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_workspaceId_threadId_fkey" FOREIGN KEY ("workspaceId", "threadId") REFERENCES "Thread"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What happened to the change requests that are there already, as the audit log tells it.
INSERT INTO "ChangeEvent" ("workspaceId", "number", "kind", "actorId", "actorName", "at", "detail")
SELECT r."workspaceId", r."number", substr(a."action", length('changeRequest.') + 1),
  CASE WHEN a."actorKind" = 'user' THEN a."actorId" END, a."actorName", a."at", a."detail"
FROM "AuditEvent" a
JOIN "ChangeRequest" r ON r."workspaceId" = a."workspaceId" AND a."target" = '#' || r."number"
WHERE a."action" LIKE 'changeRequest.%'
ORDER BY a."at", a."id";
