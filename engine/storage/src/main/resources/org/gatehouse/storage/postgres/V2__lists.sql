-- Vehicles on lists. Times are seconds since 1970; -9223372036854775808 is ever before,
-- 9223372036854775807 is never.

CREATE TABLE entry (
  plate text COLLATE "C" NOT NULL,
  kind integer NOT NULL,
  since bigint NOT NULL,
  until bigint NOT NULL,
  lanes text NOT NULL,
  schedule text NOT NULL,
  owner text,
  passes integer NOT NULL,
  PRIMARY KEY (plate, kind, since)
);

-- Passes that were used, one for a passage.
CREATE TABLE used (
  plate text COLLATE "C" NOT NULL,
  kind integer NOT NULL,
  since bigint NOT NULL,
  passage text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (plate, kind, since, passage)
);

CREATE TABLE revision (number bigint NOT NULL);

INSERT INTO revision VALUES (0);
