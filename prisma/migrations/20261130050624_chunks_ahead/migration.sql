-- The chunks of a long text come piece by piece ahead of their version. Who stores them has the number for a while.
ALTER TABLE "ChunkedVersion" ADD COLUMN     "averageLength" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "claimedBy" TEXT,
ADD COLUMN     "claimedUntil" TIMESTAMPTZ(3);

-- Few at any time: chunks that are stored ahead of their version, or that are left of one.
CREATE INDEX "ChunkedVersion_claimed" ON "ChunkedVersion"("workspaceId") WHERE "claimedBy" IS NOT NULL;
