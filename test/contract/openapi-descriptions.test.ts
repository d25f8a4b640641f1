import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { openapi, type Route, routes } from '../../src/contract/index.js'
import { type JsonSchema, pascalCase } from '../../src/contract/openapi-schemas.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const target = 'src/contract/openapi-descriptions.ts'

it(`${target} says what the comments of the schemas say (vitest run test/contract/openapi-descriptions.test.ts -u)`, async () => {
  const comments = [...readComments(placesOf())].sort(([one], [other]) => (one < other ? -1 : 1))
  const file = `/**
 * The comments of the schemas, for the OpenAPI document. Made from them by test/contract/openapi-descriptions.test.ts:
 * do not edit.
 */
export const descriptions: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(comments))}
`
  const formatted = execFileSync('node_modules/.bin/biome', ['format', `--stdin-file-path=${target}`], {
    cwd: root,
    input: file,
    encoding: 'utf8',
  })
  await expect(formatted).toMatchFileSnapshot(root + target)
})

/** Where the document can hold a description: components and their members, and the members of queries and paths. */
function placesOf(): Set<string> {
  const places = new Set<string>()
  const visit = (schema: JsonSchema, path: string): void => {
    places.add(path)
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      if (typeof member === 'object') visit(member, `${path}.${name}`)
    }
    if (typeof schema.items === 'object' && !Array.isArray(schema.items)) visit(schema.items, path)
    for (const each of schema.anyOf ?? []) visit(each, path)
  }
  for (const [name, schema] of Object.entries(openapi().components.schemas)) visit(schema, name)
  for (const [name, { query, params }] of Object.entries<Route>(routes)) {
    for (const member of Object.keys(query?.shape ?? {})) places.add(`${pascalCase(name)}Query.${member}`)
    for (const member of Object.keys(params?.shape ?? {})) places.add(`${pascalCase(name)}Params.${member}`)
  }
  return places
}

/** Reads comments as the compiler sees them, through spreads, `partial()` and `extend()`. */
function readComments(places: ReadonlySet<string>): Map<string, string> {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const index = `${root}src/contract/index.ts`
  const program = ts.createProgram([index], options)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(index)
  const contract = source && checker.getSymbolAtLocation(source)
  if (!contract) throw new Error('src/contract/index.ts is no module')

  const comments = new Map<string, string>()
  const member = (type: ts.Type | undefined, name: string): ts.Type | undefined => {
    const symbol = type?.getProperty(name)
    return symbol && checker.getTypeOfSymbol(symbol)
  }
  /** The shape of an object's schema, behind `optional()`, `nullable()` and `array()`. */
  const shapeOf = (schema: ts.Type): ts.Type | undefined => {
    const inner = member(schema, 'unwrap')?.getCallSignatures()[0]?.getReturnType()
    return member(schema, 'shape') ?? (inner && shapeOf(inner))
  }
  const note = (path: string, symbol: ts.Symbol): void => {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker))
    const line = text
      .replace(/\{@link (\w+)\}/g, '`$1`')
      .replace(/\s+/g, ' ')
      .trim()
    if (line !== '') comments.set(path, line)
  }
  const walk = (path: string, schema: ts.Type | undefined): void => {
    for (const symbol of (schema && shapeOf(schema))?.getProperties() ?? []) {
      const below = `${path}.${symbol.name}`
      if (!places.has(below)) continue
      note(below, symbol)
      walk(below, checker.getTypeOfSymbol(symbol))
    }
  }
  const walkRoute = (name: string, route: ts.Type): void => {
    walk(`${name}Params`, member(route, 'params'))
    walk(`${name}Query`, member(route, 'query'))
    walk(`${name}Input`, member(member(route, 'body'), 'schema'))
    walk(`${name}Result`, member(member(route, 'result'), 'schema'))
  }
  for (const exported of checker.getExportsOfModule(contract)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    const type = checker.getTypeOfSymbol(symbol)
    const name = pascalCase(exported.name)
    if (places.has(name) && member(type, '_zod')) note(name, symbol)
    if (places.has(name)) walk(name, type)
    for (const each of ['routes', 'eventSchemas'].includes(exported.name) ? type.getProperties() : []) {
      const under = pascalCase(each.name)
      if (exported.name === 'routes') walkRoute(under, checker.getTypeOfSymbol(each))
      else {
        note(`${under}Event`, each)
        walk(`${under}Event`, checker.getTypeOfSymbol(each))
      }
    }
  }
  return comments
}
