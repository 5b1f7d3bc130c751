import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const MAX_LISTED = 100

/** Models below a folder: `name` or `org/name`, each with a config.json. */
export function listLocalModels(modelsDir: string): string[] {
  const foldersOf = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
          .map(({ name }) => name)
      : []
  const isModel = (name: string) => existsSync(join(modelsDir, name, 'config.json'))
  return foldersOf(modelsDir)
    .flatMap((name) => [name, ...foldersOf(join(modelsDir, name)).map((inner) => `${name}/${inner}`)])
    .filter(isModel)
    .sort()
    .slice(0, MAX_LISTED)
}
