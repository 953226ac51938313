import type { Component } from '../design/design.ts'
import type { ContainerContext, ContainerPlan } from './component.ts'
import { toServerPlan } from './server-parts.ts'

/** The container of one MySQL server, for every kind that it plays. */

export const mysqlImage = 'mysql:8.4'

export function toMysqlPlan(component: Component, context: ContainerContext, connections: number): ContainerPlan {
  return toServerPlan(
    component,
    { image: mysqlImage, licence: 'GPL-2.0' },
    {
      ports: { mysql: 3306 },
      env: {
        MYSQL_RANDOM_ROOT_PASSWORD: 'yes',
        MYSQL_DATABASE: 'app',
        MYSQL_USER: 'app',
        MYSQL_PASSWORD: context.secret(`${context.id}-password`),
      },
      login: { user: 'app', password: context.secret(`${context.id}-password`), database: 'app' },
      command: ['mysqld', `--max-connections=${connections}`],
      // Over TCP, since the server that prepares the data on the first start listens on its socket only. Exits well without a password.
      ready: { probe: 'exec', command: ['mysqladmin', 'ping', '--silent', '--host=127.0.0.1'] },
      volumes: ['/var/lib/mysql'],
      hardening: { user: 999, writes: ['/var/run/mysqld', '/tmp'] },
    },
  )
}
