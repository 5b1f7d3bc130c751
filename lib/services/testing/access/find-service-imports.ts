import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file))
}

/** Every value of the services that pages, actions and routes import, by the file it comes from. */
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
