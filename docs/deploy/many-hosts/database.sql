-- Once, on the primary, by its superuser. Set the passwords with \password afterwards; they stand in no file of statements.
CREATE ROLE pathway LOGIN;
CREATE ROLE standby LOGIN REPLICATION;
CREATE DATABASE pathway OWNER pathway;
-- The limits of jobs and commands; those of pages are in pgbouncer.ini.
ALTER DATABASE pathway SET statement_timeout = '15min';
ALTER DATABASE pathway SET lock_timeout = '60s';
ALTER DATABASE pathway SET idle_in_transaction_session_timeout = '15min';
ALTER DATABASE pathway SET jit = off;
