-- What was reviewed of requests that have ended is read by nobody: ending one deletes it, and did not always.
DELETE FROM "ReviewedText" t USING "ChangeRequest" q
WHERE q."workspaceId" = t."workspaceId" AND q."number" = t."number" AND q."status" IN ('merged', 'closed');
