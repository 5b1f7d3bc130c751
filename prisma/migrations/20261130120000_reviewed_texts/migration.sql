-- What an edit said when somebody reviewed it, kept once it says something else.
CREATE TABLE "ReviewedText" (
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "moduleId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "ReviewedText_pkey" PRIMARY KEY ("workspaceId","number","moduleId","hash")
);

ALTER TABLE "ReviewedText" ADD CONSTRAINT "ReviewedText_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;
