/** Boxes by their ids, and arrows between them. */
export type BoxesAndArrows = { nodes: readonly { id: string }[]; edges: readonly { from: string; to: string }[] }

/** In pixels; `x` and `y` are of a box's upper left corner. */
type LaidOut = {
  width: number
  height: number
  boxes: Map<string, { x: number; y: number }>
  /** Paths as SVG has them, in the order of the edges. */
  paths: string[]
}

export const BOX = { width: 176, height: 44 }
const MARGIN = 12

/** Which way arrows go: from left to right, or down. */
export type Direction = 'right' | 'down'
const TO_DAGRE = { right: { rankdir: 'LR', ranksep: 56 }, down: { rankdir: 'TB', ranksep: 36 } } as const

/** Places boxes so that arrows go one way. The layout library comes with the first picture. */
export async function layOut({ nodes, edges }: BoxesAndArrows, direction: Direction): Promise<LaidOut> {
  const { Graph, layout } = await import('@dagrejs/dagre')
  const graph = new Graph()
  graph.setGraph({ ...TO_DAGRE[direction], nodesep: 12, marginx: MARGIN, marginy: MARGIN })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of nodes) graph.setNode(id, { ...BOX })
  for (const { from, to } of edges) graph.setEdge(from, to)
  layout(graph)
  const boxes = new Map(
    nodes.map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number }
      return [id, { x: x - BOX.width / 2, y: y - BOX.height / 2 }]
    }),
  )
  const paths = edges.map(({ from, to }) => {
    const { points = [] } = graph.edge(from, to) as { points?: { x: number; y: number }[] }
    return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ')
  })
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return { width, height, boxes, paths }
}
