-- What drizzle's schema cannot say: the ledger is append-only, its entries are the only way to change a
-- balance, and snapshots arrive compressed.

CREATE FUNCTION apply_credit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO team_credits (team_id) VALUES (NEW.team_id) ON CONFLICT DO NOTHING;
  UPDATE team_credits
    SET available = available + NEW.available_delta, reserved = reserved + NEW.reserved_delta
    WHERE team_id = NEW.team_id;
  IF NEW.kind = 'confirm' THEN
    INSERT INTO credit_days (team_id, day, monitor_id, api_key_id, credits)
      VALUES (NEW.team_id, (NEW.created_at AT TIME ZONE 'UTC')::date, NEW.monitor_id, NEW.api_key_id, -NEW.reserved_delta)
      ON CONFLICT ON CONSTRAINT credit_days_key DO UPDATE SET credits = credit_days.credits + EXCLUDED.credits;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER credit_entries_apply AFTER INSERT ON credit_entries
  FOR EACH ROW EXECUTE FUNCTION apply_credit_entry();
--> statement-breakpoint
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'credit_entries is append-only: correct an entry with another one';
END $$;
--> statement-breakpoint
CREATE TRIGGER credit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE FUNCTION refuse_balance_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A balance moves only from within apply_credit_entry, that is one trigger deep, and is born at zero.
  IF pg_trigger_depth() < 2 AND (TG_OP <> 'INSERT' OR NEW.available <> 0 OR NEW.reserved <> 0) THEN
    RAISE EXCEPTION 'team_credits changes only through credit_entries';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER team_credits_by_ledger BEFORE INSERT OR UPDATE OR DELETE ON team_credits
  FOR EACH ROW EXECUTE FUNCTION refuse_balance_change();
--> statement-breakpoint
ALTER TABLE snapshots ALTER COLUMN content SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE check_pages ALTER COLUMN diff SET STORAGE EXTERNAL;
