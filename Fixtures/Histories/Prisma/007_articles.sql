-- DropForeignKey
ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey";

-- AlterTable
ALTER TABLE "Post" RENAME TO "Article";
ALTER TABLE "Article" RENAME CONSTRAINT "Post_pkey" TO "Article_pkey";
ALTER TABLE "Article" RENAME COLUMN "authorId" TO "ownerId";
ALTER TABLE "Article" ALTER COLUMN "ownerId" DROP NOT NULL;
ALTER SEQUENCE "Post_id_seq" RENAME TO "Article_id_seq";

-- RenameIndex
ALTER INDEX "Post_authorId_published_idx" RENAME TO "Article_ownerId_published_idx";

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'GUEST';
