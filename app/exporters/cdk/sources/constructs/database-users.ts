import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { type RunOncePlatform, RunOnceTask } from './run-once-task.ts';

export interface DatabaseUsersProps {
  readonly platform: RunOncePlatform;
  readonly name: string;
  readonly engine: 'postgres' | 'mysql' | 'mariadb';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly administrator: secretsmanager.ISecret;
  /** The sign-in of each user that is made. */
  readonly users: readonly secretsmanager.ISecret[];
}

// Each user makes and changes tables of its own, reads and writes those of the others, and no more: it makes no users and no
// databases, and changes nobody's rights. The statements may be run again.
const postgres = `
set -eu
export PGSSLMODE=require PGPASSWORD="$ADMINISTRATOR_PASSWORD"
sql() { psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set database="$PGDATABASE" --set administrator="$PGUSER" "$@"; }
sql <<'END'
SELECT 'CREATE ROLE members NOLOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'members') \\gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO members;
GRANT USAGE, CREATE ON SCHEMA public TO members;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO members;
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO members;
END
i=0
while [ "$i" -lt "$USERS" ]; do
  eval "name=\\$NAME_$i password=\\$PASSWORD_$i"
  sql --set name="$name" --set password="$password" <<'END'
SELECT format('CREATE ROLE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \\gexec
ALTER ROLE :"name" LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'password';
GRANT members TO :"name";
GRANT :"name" TO :"administrator";
ALTER DEFAULT PRIVILEGES FOR ROLE :"name" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO members;
ALTER DEFAULT PRIVILEGES FOR ROLE :"name" IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO members;
END
  i=$((i + 1))
done
`;
const mysql = `
set -eu
export MYSQL_PWD="$ADMINISTRATOR_PASSWORD"
i=0
while [ "$i" -lt "$USERS" ]; do
  eval "name=\\$NAME_$i password=\\$PASSWORD_$i"
  "$CLIENT" --host="$HOST" --port="$PORT" --user="$ADMINISTRATOR" $TLS <<END
CREATE USER IF NOT EXISTS '$name'@'%' IDENTIFIED BY '$password';
ALTER USER '$name'@'%' IDENTIFIED BY '$password';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW, TRIGGER,
  CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE ON \\\`$DATABASE\\\`.* TO '$name'@'%';
END
  i=$((i + 1))
done
`;

const clients = {
  postgres: { image: 'postgres:17-alpine', script: postgres, environment: {} },
  mysql: { image: 'mysql:8.4', script: mysql, environment: { CLIENT: 'mysql', TLS: '--ssl-mode=REQUIRED' } },
  mariadb: {
    image: 'mariadb:11.8',
    script: mysql,
    environment: { CLIENT: 'mariadb', TLS: '--ssl --skip-ssl-verify-server-cert' },
  },
};

/** Makes the users of a database as its administrator, before anybody signs in as one of them. */
export function createUsers(scope: Construct, props: DatabaseUsersProps): RunOnceTask {
  const { image, script, environment } = clients[props.engine];
  const signIns = props.users.flatMap((secret, index) => [
    [`NAME_${index}`, ecs.Secret.fromSecretsManager(secret, 'username')] as const,
    [`PASSWORD_${index}`, ecs.Secret.fromSecretsManager(secret, 'password')] as const,
  ]);
  const [host, port, user] =
    props.engine === 'postgres' ? ['PGHOST', 'PGPORT', 'PGUSER'] : ['HOST', 'PORT', 'ADMINISTRATOR'];
  return new RunOnceTask(scope, 'Users', {
    platform: props.platform,
    name: `${props.name}-users`,
    image: ecs.ContainerImage.fromRegistry(`public.ecr.aws/docker/library/${image}`),
    internet: 'Pulls its image from public.ecr.aws',
    entryPoint: ['sh', '-c'],
    command: [script],
    environment: {
      ...environment,
      [host]: props.host,
      [port]: String(props.port),
      [props.engine === 'postgres' ? 'PGDATABASE' : 'DATABASE']: props.database,
      USERS: String(props.users.length),
    },
    secrets: {
      [user]: ecs.Secret.fromSecretsManager(props.administrator, 'username'),
      ADMINISTRATOR_PASSWORD: ecs.Secret.fromSecretsManager(props.administrator, 'password'),
      ...Object.fromEntries(signIns),
    },
  });
}
