-- A composition that was being made while its conversation was deleted for good: nobody may see it, and nothing deletes it.
WITH gone AS (
  DELETE FROM "Composition" c
  WHERE c."conversationId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "Conversation" v WHERE v."workspaceId" = c."workspaceId" AND v."id" = c."conversationId"
  )
  RETURNING c."workspaceId", c."id", c."detailId"
)
DELETE FROM "CompositionDetail" d USING gone g
WHERE d."workspaceId" = g."workspaceId" AND d."id" = g."detailId" AND NOT EXISTS (
  SELECT 1 FROM "Composition" c
  WHERE c."workspaceId" = d."workspaceId" AND c."detailId" = d."id"
    AND NOT EXISTS (SELECT 1 FROM gone o WHERE o."workspaceId" = c."workspaceId" AND o."id" = c."id")
);

-- AddForeignKey
ALTER TABLE "Composition" ADD CONSTRAINT "Composition_workspaceId_conversationId_fkey" FOREIGN KEY ("workspaceId", "conversationId") REFERENCES "Conversation"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
