import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export const SERVICES = 'lib/services'

type FoundVerb = { name: string; entity: string; file: string }

/** `lib/services/<entity>/<verb>.ts`, tests and what only tests use aside. */
function listServiceFiles(): { entity: string; path: string }[] {
  const entities = readdirSync(SERVICES, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entities
    .filter(({ name }) => name !== 'testing')
    .flatMap(({ name: entity }) =>
      readdirSync(join(SERVICES, entity))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => ({ entity, path: join(SERVICES, entity, file) })),
    )
}

/** A verb is an exported function that takes an actor and an unknown input. */
export function findVerbs(): FoundVerb[] {
  return listServiceFiles().flatMap(({ entity, path }) => {
    const declared = readFileSync(path, 'utf8').matchAll(
      /export (?:async )?function\*? (\w+)\(\s*_?actor: Actor,\s*_?input: unknown/g,
    )
    return [...declared].map(([, name]) => ({ name: name ?? '', entity, file: basename(path, '.ts') }))
  })
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file))
}

/** Every function of the services that pages, actions and routes import, by the file it comes from. */
export function findServiceImports(): { name: string; from: string; by: string }[] {
  return [...listSources('app'), ...listSources('lib/adapters')].flatMap((by) => {
    const imports = readFileSync(by, 'utf8').matchAll(/^import \{([^}]+)\} from '@\/(lib\/services\/[^']+)'/gm)
    return [...imports].flatMap(([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type '))
        .map((name) => ({ name, from, by })),
    )
  })
}
