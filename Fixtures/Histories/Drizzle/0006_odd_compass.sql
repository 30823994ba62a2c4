ALTER TYPE "public"."plan" RENAME TO "tier";--> statement-breakpoint
ALTER TYPE "public"."tier" RENAME VALUE 'team' TO 'pro';--> statement-breakpoint
ALTER TABLE "workspaces" RENAME COLUMN "plan" TO "tier";--> statement-breakpoint
ALTER TABLE "workspaces" ALTER COLUMN "slug" SET DATA TYPE varchar(32) USING left("slug", 32);--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "search" text GENERATED ALWAYS AS (lower("slug" || ' ' || "name")) STORED;--> statement-breakpoint
DROP VIEW "public"."open_invoices";--> statement-breakpoint
ALTER TABLE "invoices" DROP COLUMN "tags";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb;--> statement-breakpoint
UPDATE "invoices" SET "lines" = '[{"text": "as before"}]' WHERE "amount" > 0;--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "lines" SET NOT NULL;
