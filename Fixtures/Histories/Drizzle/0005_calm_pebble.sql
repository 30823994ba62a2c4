ALTER TABLE "invoices" DROP CONSTRAINT "invoices_user_id_users_id_fk";--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_user_id_accounts_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "amount_not_negative" CHECK ("invoices"."amount" >= 0);--> statement-breakpoint
ALTER TABLE "workspaces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "workspaces are for all to read" ON "workspaces" AS PERMISSIVE FOR SELECT TO public USING (true);--> statement-breakpoint
CREATE VIEW "public"."open_invoices" AS (select "id", "number", "amount" from "invoices" where "status" = 'open');--> statement-breakpoint
DROP INDEX "invoices_status_idx";--> statement-breakpoint
CREATE INDEX "invoices_status_due_idx" ON "invoices" USING btree ("status","due_date" DESC NULLS LAST) WHERE "invoices"."due_date" is not null;
