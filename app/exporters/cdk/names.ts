/**
 * Names in the exported code come from the design's ids: `orders-db` is the field `ordersDb` and the construct `OrdersDb`. A name
 * that already means something where it would stand gets the word for what it is behind it: `node` becomes `nodeService`.
 */

const reserved = new Set(
  [
    'abstract any as async await boolean break case catch class const constructor continue debugger declare default delete do else',
    'enum eval export extends false finally for from function get if implements import in instanceof interface is keyof let module',
    'namespace never new null number object of package private protected public readonly return set static string super switch',
    'symbol this throw true try type typeof undefined unique unknown var void while with yield arguments NaN Infinity',
    // What every object and every CDK stack has, and what the services' stack has.
    'hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf',
    'account addDependency addDockerImageAsset addFileAsset addMetadata addPermissionsBoundaryAspect addStackDependency addStackTag',
    'addTransform allocateLogicalId artifactId availabilityZones azLiteralWarningSilenced bundlingRequired dependencies env environment',
    'exportStringListValue exportValue formatArn generateStackArtifactId generateStackId generateStackName getLogicalId maxResources nested',
    'nestedStackParent nestedStackResource node notificationArns parentStack parseArn parseEnvironment partition permissionsBoundaryArn',
    'prepareCrossReference region regionalFact removeStackTag renameLogicalId reportMissingContext reportMissingContextKey resolve',
    'resolveExportedValue splitArn stackDependencyReasons stackId stackName synthesizer tags templateFile templateOptions',
    'terminationProtection toJsonString toYamlString urlSuffix',
    'cluster edge entrances',
  ].flatMap((line) => line.split(' ')),
)

/** Gives each id a name of its own; `word` says what it is, for names that are taken. */
export function createNames(): (id: string, word: string) => string {
  const given = new Set<string>()
  return (id, word) => {
    const plain = toCamelCase(id)
    const wanted = reserved.has(plain) || given.has(plain) ? `${plain}${word}` : plain
    const name = given.has(wanted) ? firstFree(wanted, given) : wanted
    given.add(name)
    return name
  }
}

/** `webShop` for `web-shop`, `Web shop` and `2 web shops` (which cannot begin with a digit). */
export function toCamelCase(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const joined = words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('')
  return joined.replace(/^\d+/, '')
}

export function toPascalCase(text: string): string {
  const camel = toCamelCase(text)
  return camel.charAt(0).toUpperCase() + camel.slice(1)
}

/** `web-shop`: for names in AWS. */
export function toKebabCase(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  return words
    .filter(Boolean)
    .join('-')
    .replace(/^[\d-]+/, '')
}

function firstFree(name: string, given: Set<string>): string {
  for (let number = 2; ; number += 1) if (!given.has(`${name}${number}`)) return `${name}${number}`
}

/** ORDERS_DB for orders-db: so begin the variables by which programs are told of what they use. */
export function toVariable(id: string): string {
  return id.toUpperCase().replaceAll('-', '_')
}
