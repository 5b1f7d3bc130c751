-- AlterTable
ALTER TABLE "ModuleVersion" ADD COLUMN     "termLanguages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "termsVersion" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "termsVersion" INTEGER NOT NULL DEFAULT 0;
