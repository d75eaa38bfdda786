-- Users, tokens, and who did what. Times are microseconds since 1970-01-01T00:00:00Z.

CREATE TABLE accounts (
  name text COLLATE "C" PRIMARY KEY,
  password text,
  enabled boolean NOT NULL,
  roles text NOT NULL,
  rights text NOT NULL,
  generation integer NOT NULL,
  created_us bigint NOT NULL
);

CREATE TABLE tokens (
  name text COLLATE "C" PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  maker text,
  role text NOT NULL,
  scopes text NOT NULL,
  rights text NOT NULL,
  purpose text NOT NULL,
  created_us bigint NOT NULL,
  expires_us bigint NOT NULL
);

CREATE TABLE changes (
  one integer PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  version bigint NOT NULL
);

INSERT INTO changes (version) VALUES (0);

CREATE TABLE audit (
  sequence bigint PRIMARY KEY,
  time_us bigint NOT NULL,
  who text NOT NULL,
  action text NOT NULL,
  purpose text,
  details text NOT NULL,
  hash text NOT NULL
);

-- Where the chain begins: what came before it was deleted as too old.
CREATE TABLE chain_begin (
  one integer PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  sequence bigint NOT NULL,
  hash text NOT NULL
);

INSERT INTO chain_begin VALUES
  (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE FUNCTION audit_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit rows are never changed';
END $$;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR TRUNCATE ON audit
  EXECUTE FUNCTION audit_is_never_changed();

CREATE FUNCTION audit_is_only_cut_at_its_beginning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sequence > (SELECT sequence FROM chain_begin) THEN
    RAISE EXCEPTION 'audit rows are deleted as too old only';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER audit_is_only_cut_at_its_beginning BEFORE DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION audit_is_only_cut_at_its_beginning();

-- What is copied from a site's files; a row that is not done keeps engines out.
CREATE TABLE migration (
  name text PRIMARY KEY,
  upto bigint NOT NULL,
  done boolean NOT NULL
);
