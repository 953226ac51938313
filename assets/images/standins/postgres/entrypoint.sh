#!/bin/bash
# Starts PostgreSQL the way the official image does, as far as Microcosm relies on it: the POSTGRES_* settings, the
# scripts in /docker-entrypoint-initdb.d on first start, and arguments handed on to the server.
set -e

if [ "${1:0:1}" = '-' ]; then set -- postgres "$@"; fi
if [ "$1" != postgres ]; then exec "$@"; fi

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" && chown -R postgres:postgres "$PGDATA" && chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$BASH" "$0" "$@"
fi

initialise() {
  local user=${POSTGRES_USER:-postgres} database=${POSTGRES_DB:-${POSTGRES_USER:-postgres}}
  local method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "$POSTGRES_PASSWORD" ] && [ "$method" != trust ]; then
    echo 'Error: Database is uninitialized and superuser password is not specified.' >&2
    echo '       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.' >&2
    exit 1
  fi
  initdb --username="$user" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") --no-sync $POSTGRES_INITDB_ARGS >/dev/null
  printf '\nhost all all all %s\n' "$method" >> "$PGDATA/pg_hba.conf"
  sed -i "s/^#listen_addresses = .*/listen_addresses = '*'/" "$PGDATA/postgresql.conf"

  # For the first scripts the server listens on its own socket only, so nobody outside sees a half-made database.
  pg_ctl -w -s start -o "-c listen_addresses='' -p 5432" -l /dev/null
  local query=(psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$user" --no-password -q)
  export PGPASSWORD=$POSTGRES_PASSWORD
  if [ "$database" != postgres ]; then
    "${query[@]}" --dbname postgres --set db="$database" <<< 'CREATE DATABASE :"db";'
  fi
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case "$file" in
      *.sh) . "$file" ;;
      *.sql) echo "$0: running $file"; "${query[@]}" --dbname "$database" -f "$file" ;;
      *.sql.gz) echo "$0: running $file"; gunzip -c "$file" | "${query[@]}" --dbname "$database" ;;
    esac
  done
  pg_ctl -w -s -m fast stop
  unset PGPASSWORD
  echo 'PostgreSQL init process complete; ready for start up.'
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then initialise; fi
exec "$@"
