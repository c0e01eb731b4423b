-- What drizzle's schema cannot say: the number of a team's monitors and the texts they are found by follow the monitors.

CREATE FUNCTION text_of_monitor(name text, targets json) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT lower(concat_ws(E'\n', name, (
    SELECT string_agg(said #>> '{}', E'\n')
    FROM unnest('{$[*].urls[*], $[*].url, $[*].queries[*]}'::jsonpath[]) path,
      jsonb_path_query(targets::jsonb, path) said)))
$$;
--> statement-breakpoint
-- Counts a team for the first time, and writes what texts are missing. Writers of a team that has not been counted
-- hold the same lock, shared, to their end: each is counted either here or by its own trigger.
-- Without nested loops, since nothing is known yet of a table that is just being filled: it would be read once a monitor.
CREATE FUNCTION count_team_monitors(team uuid) RETURNS void LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('count_team_monitors' || team, 0));
  INSERT INTO monitor_texts (team_id, monitor_id, status, text)
    SELECT team_id, id, status, text_of_monitor(m.name, targets) FROM monitors m
    WHERE team_id = team AND status <> 'deleted'
      AND NOT EXISTS (SELECT FROM monitor_texts t WHERE t.team_id = team AND t.monitor_id = m.id)
    ON CONFLICT DO NOTHING;
  INSERT INTO team_monitors (team_id, active, paused)
    SELECT team, count(*) FILTER (WHERE status = 'active'), count(*) FILTER (WHERE status = 'paused')
    FROM monitors WHERE team_id = team AND status <> 'deleted'
    ON CONFLICT DO NOTHING;
  -- Else plans that were made while there were few texts would be kept until autovacuum comes by.
  IF (SELECT active + paused > 1000 FROM team_monitors WHERE team_id = team) THEN
    ANALYZE monitor_texts;
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION follow_monitor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  team uuid;
  more_active int := 0;
  more_paused int := 0;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    team := OLD.team_id;
    more_active := more_active - (OLD.status = 'active')::int;
    more_paused := more_paused - (OLD.status = 'paused')::int;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    team := NEW.team_id;
    more_active := more_active + (NEW.status = 'active')::int;
    more_paused := more_paused + (NEW.status = 'paused')::int;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.status = 'deleted' THEN
    DELETE FROM monitor_texts WHERE team_id = team AND monitor_id = OLD.id;
  ELSE
    INSERT INTO monitor_texts (team_id, monitor_id, status, text)
      VALUES (team, NEW.id, NEW.status, text_of_monitor(NEW.name, NEW.targets))
      ON CONFLICT (team_id, monitor_id) DO UPDATE SET status = EXCLUDED.status, text = EXCLUDED.text;
  END IF;
  FOR attempt IN 1..2 LOOP
    UPDATE team_monitors
      SET active = active + more_active, paused = paused + more_paused, edition = edition + 1
      WHERE team_id = team;
    EXIT WHEN FOUND OR attempt = 2;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('count_team_monitors' || team, 0));
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER monitors_follow_birth AFTER INSERT OR DELETE ON monitors
  FOR EACH ROW EXECUTE FUNCTION follow_monitor();
--> statement-breakpoint
-- A check's own writes to its monitor do not come here: they name none of these columns.
CREATE TRIGGER monitors_follow_change AFTER UPDATE OF name, status, targets ON monitors
  FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.status <> NEW.status OR OLD.targets::text <> NEW.targets::text)
  EXECUTE FUNCTION follow_monitor();
--> statement-breakpoint
-- pg_trgm is trusted, so the owner of a database may usually have it; where not, a search reads the team's texts.
-- What is new waits in a short list, since putting each text in its places at once takes five times as long.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX monitor_texts_trigrams_idx ON monitor_texts USING gin (text gin_trgm_ops) WITH (gin_pending_list_limit = 256);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'searches do without pg_trgm: %', SQLERRM;
END $$;
