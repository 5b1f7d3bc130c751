import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const PACKAGES = ['@langchain/textsplitters@1.0.2', '@langchain/core@1.4.0']

type Options = {
  chunkSize: number
  chunkOverlap: number
  separators: string[]
  lengthFunction: (text: string) => number
}
type Splitter = new (options: Options) => { splitText(text: string): Promise<string[]> }

/** LangChain's recursive splitter. Nothing else here needs it, so it is installed beside the project, once. */
export async function loadRecursiveSplitter(): Promise<Splitter> {
  const folder = join(tmpdir(), 'loadout-bench-peers')
  if (!existsSync(join(folder, 'node_modules/@langchain/textsplitters'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    console.log(`installing ${PACKAGES.join(' and ')} into ${folder}`)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...PACKAGES], { stdio: 'inherit' })
  }
  const entry = createRequire(join(folder, 'package.json')).resolve('@langchain/textsplitters')
  const { RecursiveCharacterTextSplitter } = (await import(pathToFileURL(entry).href)) as {
    RecursiveCharacterTextSplitter: Splitter
  }
  return RecursiveCharacterTextSplitter
}
