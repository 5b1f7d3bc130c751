ALTER TABLE "CompositionDetail" ADD COLUMN "sent" JSONB;
