import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The module of a package that only a benchmark needs: installed beside the project, once.
 * @param packages with their versions; the first is the one that is loaded
 */
export async function loadPeer(packages: string[]): Promise<unknown> {
  const folder = join(tmpdir(), 'loadout-bench-peers')
  const name = packages[0]!.slice(0, packages[0]!.lastIndexOf('@'))
  if (!existsSync(join(folder, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true })
    if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    console.log(`installing ${packages.join(' and ')} into ${folder}`)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...packages], { stdio: 'inherit' })
  }
  return import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href)
}
