ALTER TABLE "transfers" DROP CONSTRAINT IF EXISTS "transfers_amount_check";
ALTER TABLE IF EXISTS "accounts" DROP CONSTRAINT IF EXISTS "owner_currency_key";
