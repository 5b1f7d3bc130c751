import { loadPeer } from './load-peer'

type Options = {
  chunkSize: number
  chunkOverlap: number
  separators: string[]
  lengthFunction: (text: string) => number
}
type Splitter = new (options: Options) => { splitText(text: string): Promise<string[]> }

/** LangChain's recursive splitter. */
export async function loadRecursiveSplitter(): Promise<Splitter> {
  const packages = ['@langchain/textsplitters@1.0.2', '@langchain/core@1.4.0']
  const { RecursiveCharacterTextSplitter } = (await loadPeer(packages)) as { RecursiveCharacterTextSplitter: Splitter }
  return RecursiveCharacterTextSplitter
}
