import type { Stated } from '../imported/stated.ts'
import type { CdkCounterpart } from './counterpart.ts'

/** What the files of an imported store say of its sign-in and its database, which those who use it know. */

export interface ImportedStore {
  id: string
  counterpart: CdkCounterpart
  stated?: Stated
}

const first = ({ environment }: Stated, pattern: RegExp) => [...environment].find(([name]) => pattern.test(name))?.[1]
const plain = (text: ReturnType<typeof first>) => (text?.length === 1 && typeof text[0] === 'string' ? text[0] : undefined)

/** The database that is made; undefined where no file says one that RDS takes. */
export function databaseOf({ stated, counterpart }: Omit<ImportedStore, 'id'>): string | undefined {
  if (!stated || counterpart.construct !== 'RelationalDatabase') return undefined
  const isPostgres = counterpart.engine === 'postgres'
  const written = first(stated, /^(?:POSTGRES_DB|POSTGRESQL_DATABASE|MYSQL_DATABASE|MARIADB_DATABASE)$/)
  // Without a name of its own, the image of PostgreSQL calls it as the user.
  const name = written ? plain(written) : isPostgres ? (userOf({ stated }) ?? 'postgres') : undefined
  // `orders`; RDS keeps some words for itself, and has the one of PostgreSQL anyway.
  const kept = isPostgres ? /^(?:mysql|rdsadmin|template\d)$/i : /^(?:postgres|mysql|rdsadmin|template\d)$/i
  return name !== undefined && /^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name) && !kept.test(name) ? name : undefined
}

/** A user of a store as its files make it, with the secret that is its password. */
export interface StoredUser {
  name?: string | undefined
  secret?: string | undefined
  /** Its administrator: what signs in as it makes users and databases of its own. */
  isRoot: boolean
}

const ownUser = /^(?:POSTGRES_USER|POSTGRESQL_USERNAME|MYSQL_USER|MARIADB_USER|MONGO_INITDB_ROOT_USERNAME|RABBITMQ_DEFAULT_USER)$/
const ownPassword =
  /^(?:POSTGRES_PASSWORD|POSTGRESQL_PASSWORD|MYSQL_PASSWORD|MARIADB_PASSWORD|MONGO_INITDB_ROOT_PASSWORD|RABBITMQ_DEFAULT_PASS|REDIS_PASSWORD)$/
/** Passwords of administrators whose names the engines choose themselves. */
const rootPassword = /^(?:(?:MYSQL|MARIADB)_ROOT_PASSWORD|(?:MSSQL_)?SA_PASSWORD)$/

/** Whoever its users sign in as where the design came from. */
export function storedUsers({ stated, counterpart }: Omit<ImportedStore, 'id'>): StoredUser[] {
  if (!stated) return []
  const own = { name: userOf({ stated }), secret: secretOf(stated, ownPassword), isRoot: false }
  const root = secretOf(stated, rootPassword)
  const isSqlServer = counterpart.construct === 'RelationalDatabase' && counterpart.engine === 'sqlserver'
  return [
    ...(own.name === undefined && own.secret === undefined ? [] : [own]),
    ...(root === undefined ? [] : [{ name: isSqlServer ? 'sa' : 'root', secret: root, isRoot: true }]),
  ]
}

/** The user name that its files make. */
export function userOf({ stated }: Pick<ImportedStore, 'stated'>): string | undefined {
  return stated && plain(first(stated, ownUser))
}

function secretOf(stated: Stated, names: RegExp): string | undefined {
  const text = first(stated, names)
  const [only] = text ?? []
  return text?.length === 1 && typeof only === 'object' ? only.secret : undefined
}

/** The secrets that are passwords of a store, its own user's first: those of its files, or the one that carries its name, `orders-db-password`. */
export function passwordsOf(store: ImportedStore): [string, ...string[]] {
  const [one, ...others] = storedUsers(store).flatMap(({ secret }) => secret ?? [])
  return one === undefined ? [`${store.id}-password`] : [one, ...others]
}
