import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node.mjs'

/** Next writes the folder that it builds into to tsconfig.json; for other folders than .next it gets one of its own. */
export function keepTsconfig() {
  const distDir = process.env.NEXT_DIST_DIR
  if (!distDir) return
  const include = [`${distDir}/types/**/*.ts`, `${distDir}/dev/types/**/*.ts`]
  const content = { extends: './tsconfig.json', include: ['next-env.d.ts', '**/*.ts', '**/*.tsx', ...include] }
  writeFileSync(join(root, `${distDir}.tsconfig.json`), JSON.stringify(content, null, 2))
}
