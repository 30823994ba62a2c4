ALTER TABLE "accounts" ADD CONSTRAINT "owner_currency_key" UNIQUE ("owner_id", "currency");
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_amount_check" CHECK (amount > 0) NOT VALID;
ALTER TABLE "transfers" VALIDATE CONSTRAINT "transfers_amount_check";
