-- AlterTable
ALTER TABLE "ModuleVersion" ADD COLUMN     "preparedBy" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "keptNoise" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "preparedBy" TEXT NOT NULL DEFAULT '';
