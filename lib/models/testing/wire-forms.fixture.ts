import type { ChatModelSettings } from '@/lib/models/providers/chat-models'

export type Kind = ChatModelSettings['kind']

/** What a provider does with one question, whatever form it speaks in. */
export type WireScript = {
  /** Sent before the words, as the provider's own kind of thinking. */
  thinking?: string
  deltas: string[]
  /** Asked for after the words, though none was offered. */
  tool?: { name: string; input: object }
  /** Run by the provider before the words; Anthropic and the responses API do. */
  searched?: { query: string; url: string }
  /** Named after the words: pages, and documents where it has no address. */
  sources?: { title: string; url?: string }[]
  /** Where chat completions name them: in the words' own piece, in a whole message, or beside it. */
  sourcesIn?: 'delta' | 'message' | 'search_results' | 'citations'
  /** How it ends; by default with a full answer. `cut` breaks the connection, `silent end` just ends the stream. */
  end?: 'stop' | 'length' | 'refusal' | 'cut' | 'silent end' | { error: string } | { line: string }
  /** `written` of the input that goes into a cache; Anthropic alone tells it. */
  usage?: { input: number; cached: number; output: number; written?: number }
}

/** An answer of another status than 200, with the provider's own words. */
export type WireRefusal = { status: number; message: string; type?: string; headers?: Record<string, string> }

type Form = {
  path: string
  stream(script: WireScript): string[]
  refuse(refusal: WireRefusal): unknown
}

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const named = (value: { type: string }) => `event: ${value.type}\n${data(value)}`
const endsAs = (script: WireScript, names: Record<'stop' | 'length' | 'refusal', string>) =>
  typeof script.end === 'object' ? undefined : names[(script.end ?? 'stop') as keyof typeof names]

/** The pieces of chat completions that name sources: OpenAI's own way, and those of other servers. */
function toNamed({ sources = [], sourcesIn = 'delta' }: WireScript, chunk: (delta: object, more?: object) => string) {
  const cite = (source: object) => ({
    type: 'url_citation',
    url_citation: { ...source, start_index: 0, end_index: 1 },
  })
  if (sourcesIn === 'delta') return sources.map((source) => chunk({ annotations: [cite(source)] }))
  const list = sources.map((source) => (sourcesIn === 'citations' ? source.url : { ...source, date: null }))
  const message = { choices: [{ index: 0, delta: {}, message: { annotations: sources.map(cite) } }] }
  const piece = chunk({}, sourcesIn === 'message' ? message : { [sourcesIn]: list })
  // some servers send the whole list with every piece
  return sources.length > 0 ? [piece, piece] : []
}

/** Chat completions: https://platform.openai.com/docs/api-reference/chat-streaming */
function openAiForm(isCompatible: boolean): Form {
  const piece = (delta: object, finish: string | null, more: object) =>
    data({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta, finish_reason: finish }],
      ...more,
    })
  const chunk = (delta: object, finish: string | null = null) => piece(delta, finish, {})
  return {
    path: '/chat/completions',
    stream(script) {
      const { thinking, deltas, end, usage } = script
      const lines = [chunk({ role: 'assistant', content: '' })]
      if (thinking && isCompatible) lines.push(chunk({ reasoning_content: thinking }))
      lines.push(...deltas.map((content) => chunk({ content })))
      lines.push(...toNamed(script, (delta, more = {}) => piece(delta, null, more)))
      if (script.tool) {
        const [name, text] = [script.tool.name, JSON.stringify(script.tool.input)]
        const call = (more: object) => chunk({ tool_calls: [{ index: 0, ...more }] })
        lines.push(call({ id: 'call_1', type: 'function', function: { name, arguments: '' } }))
        lines.push(
          call({ function: { arguments: text.slice(0, 5) } }),
          call({ function: { arguments: text.slice(5) } }),
        )
      }
      if (typeof end === 'object' && 'error' in end) {
        return [...lines, data({ error: { message: end.error, type: 'server_error', code: null, param: null } })]
      }
      const reason = endsAs(script, {
        stop: script.tool ? 'tool_calls' : 'stop',
        length: 'length',
        refusal: 'content_filter',
      })
      if (reason === undefined) return lines
      lines.push(chunk({}, reason))
      if (usage) {
        const { input, cached, output } = usage
        const counted = {
          prompt_tokens: input,
          completion_tokens: output,
          total_tokens: input + output,
          prompt_tokens_details: { cached_tokens: cached },
        }
        lines.push(
          data({
            id: 'chatcmpl-1',
            object: 'chat.completion.chunk',
            created: 1,
            model: 'm',
            choices: [],
            usage: counted,
          }),
        )
      }
      return [...lines, 'data: [DONE]\n\n']
    },
    refuse: ({ message, type = 'invalid_request_error' }) => ({ error: { message, type, param: null, code: null } }),
  }
}

/** Responses: https://platform.openai.com/docs/api-reference/responses-streaming */
const RESPONSES: Form = {
  path: '/responses',
  stream(script) {
    const { thinking, deltas, end, usage } = script
    let sequence = 0
    const event = (value: { type: string; [name: string]: unknown }) =>
      named({ ...value, sequence_number: sequence++ } as never)
    const lines = [event({ type: 'response.created', response: { id: 'resp_1', created_at: 1, model: 'm' } })]
    if (thinking) {
      const reasoning = { type: 'reasoning', id: 'rs_1', summary: [] }
      lines.push(
        event({ type: 'response.output_item.added', output_index: 0, item: reasoning }),
        event({ type: 'response.reasoning_summary_part.added', item_id: 'rs_1', summary_index: 0 }),
        event({ type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', summary_index: 0, delta: thinking }),
        event({ type: 'response.output_item.done', output_index: 0, item: reasoning }),
      )
    }
    if (script.searched) {
      const { query, url } = script.searched
      const action = { type: 'search', query, sources: [{ type: 'url', url }] }
      const item = { type: 'web_search_call', id: 'ws_1', status: 'completed', action }
      lines.push(
        event({ type: 'response.output_item.added', output_index: 0, item }),
        event({ type: 'response.output_item.done', output_index: 0, item }),
      )
    }
    const message = { type: 'message', id: 'msg_1' }
    const notes = (script.sources ?? []).map(({ title, url }, index) =>
      url === undefined
        ? { type: 'file_citation', file_id: `file_${index}`, filename: title, index }
        : { type: 'url_citation', url, title, start_index: 0, end_index: 1 },
    )
    lines.push(event({ type: 'response.output_item.added', output_index: 1, item: message }))
    lines.push(
      ...deltas.map((delta) => event({ type: 'response.output_text.delta', item_id: 'msg_1', output_index: 1, delta })),
    )
    const place = { item_id: 'msg_1', output_index: 1, content_index: 0 }
    lines.push(
      ...notes.map((annotation, at) =>
        event({ type: 'response.output_text.annotation.added', ...place, annotation_index: at, annotation }),
      ),
    )
    if (typeof end === 'object' && 'error' in end) {
      return [...lines, event({ type: 'error', code: 'server_error', message: end.error, param: null })]
    }
    const reason = endsAs(script, { stop: '', length: 'max_output_tokens', refusal: 'content_filter' })
    if (reason === undefined) return lines
    const counted = usage && {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: usage.cached },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: 0 },
    }
    lines.push(event({ type: 'response.output_item.done', output_index: 1, item: message }))
    if (script.tool) {
      const text = JSON.stringify(script.tool.input)
      const item = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: script.tool.name, arguments: '' }
      lines.push(event({ type: 'response.output_item.added', output_index: 2, item }))
      lines.push(
        event({ type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 2, delta: text }),
      )
      const done = { ...item, arguments: text, status: 'completed' }
      lines.push(event({ type: 'response.output_item.done', output_index: 2, item: done }))
    }
    const response = { incomplete_details: reason ? { reason } : null, usage: counted ?? null }
    return [...lines, event({ type: reason ? 'response.incomplete' : 'response.completed', response })]
  },
  refuse: ({ message, type = 'invalid_request_error' }) => ({ error: { message, type, param: null, code: null } }),
}

/** Messages: https://docs.anthropic.com/en/docs/build-with-claude/streaming */
const ANTHROPIC: Form = {
  path: '/messages',
  stream(script) {
    const { thinking, deltas, end, usage } = script
    const { input = 1, cached = 0, output = 1, written = 0 } = usage ?? {}
    const lines = [
      named({
        type: 'message_start',
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          // what is read from the cache stands beside what is not
          usage: {
            input_tokens: input - cached - written,
            cache_read_input_tokens: cached,
            cache_creation_input_tokens: written,
            output_tokens: 1,
          },
        },
      } as never),
      named({ type: 'ping' }),
    ]
    let index = 0
    const block = (start: object, parts: object[]) => {
      lines.push(named({ type: 'content_block_start', index, content_block: start } as never))
      lines.push(...parts.map((delta) => named({ type: 'content_block_delta', index, delta } as never)))
      lines.push(named({ type: 'content_block_stop', index } as never))
      index++
    }
    if (thinking) {
      block({ type: 'thinking', thinking: '', signature: '' }, [
        { type: 'thinking_delta', thinking },
        { type: 'signature_delta', signature: 'c2ln' },
      ])
    }
    if (script.searched) {
      const { query, url } = script.searched
      const id = 'srvtoolu_1'
      const partial_json = JSON.stringify({ query })
      const call = { type: 'server_tool_use', id, name: 'web_search', input: {} }
      block(call, [{ type: 'input_json_delta', partial_json }])
      const found = { type: 'web_search_result', url, title: 'Found', encrypted_content: 'e', page_age: null }
      block({ type: 'web_search_tool_result', tool_use_id: id, content: [found] }, [])
    }
    block({ type: 'text', text: '' }, [
      ...deltas.map((text) => ({ type: 'text_delta', text })),
      ...(script.sources ?? []).map(({ title, url }) => ({
        type: 'citations_delta',
        citation: { type: 'web_search_result_location', cited_text: 'c', url, title, encrypted_index: 'e' },
      })),
    ])
    if (typeof end === 'object' && 'error' in end) {
      return [...lines, named({ type: 'error', error: { type: 'overloaded_error', message: end.error } } as never)]
    }
    if (script.tool) {
      const { name, input } = script.tool
      const partial_json = JSON.stringify(input)
      block({ type: 'tool_use', id: 'call_1', name, input: {} }, [{ type: 'input_json_delta', partial_json }])
    }
    const reason = endsAs(script, {
      stop: script.tool ? 'tool_use' : 'end_turn',
      length: 'max_tokens',
      refusal: 'refusal',
    })
    if (reason === undefined) return lines
    const delta = { stop_reason: reason, stop_sequence: null }
    lines.push(named({ type: 'message_delta', delta, usage: { output_tokens: output } } as never))
    return [...lines, named({ type: 'message_stop' })]
  },
  refuse: ({ message, type = 'invalid_request_error' }) => ({ type: 'error', error: { type, message } }),
}

/** streamGenerateContent: https://ai.google.dev/api/generate-content */
const GOOGLE: Form = {
  path: ':streamGenerateContent',
  stream(script) {
    const { thinking, deltas, end, usage } = script
    const part = (parts: object[], finishReason?: string) =>
      data({
        candidates: [{ index: 0, content: { role: 'model', parts }, ...(finishReason ? { finishReason } : {}) }],
        ...(usage && finishReason
          ? {
              usageMetadata: {
                promptTokenCount: usage.input,
                cachedContentTokenCount: usage.cached,
                candidatesTokenCount: usage.output,
                totalTokenCount: usage.input + usage.output,
              },
            }
          : {}),
        modelVersion: 'm',
      })
    const lines = thinking ? [part([{ text: thinking, thought: true }])] : []
    lines.push(...deltas.map((text) => part([{ text }])))
    if (script.sources) {
      const groundingChunks = script.sources.map(({ title, url }) =>
        url === undefined ? { retrievedContext: { uri: `gs://files/${title}`, title } } : { web: { uri: url, title } },
      )
      lines.push(
        data({
          candidates: [{ index: 0, content: { role: 'model', parts: [] }, groundingMetadata: { groundingChunks } }],
        }),
      )
    }
    if (script.tool) lines.push(part([{ functionCall: { name: script.tool.name, args: script.tool.input } }]))
    if (typeof end === 'object' && 'error' in end) {
      return [...lines, data({ error: { code: 503, message: end.error, status: 'UNAVAILABLE' } })]
    }
    const reason = endsAs(script, { stop: 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY' })
    return reason === undefined ? lines : [...lines, part([{ text: '' }], reason)]
  },
  refuse: ({ status, message, type = 'INVALID_ARGUMENT' }) => ({ error: { code: status, message, status: type } }),
}

/** Chat completions: https://docs.mistral.ai/api/#tag/chat */
const COMPLETIONS = openAiForm(true)
const MISTRAL: Form = {
  ...COMPLETIONS,
  stream({ thinking, ...script }) {
    const [first = '', ...rest] = COMPLETIONS.stream(script)
    if (!thinking) return [first, ...rest]
    const delta = { content: [{ type: 'thinking', thinking: [{ type: 'text', text: thinking }] }] }
    const [said = '', ...more] = rest
    return [
      first,
      data({
        id: 'm',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 0, delta, finish_reason: null }],
      }),
      said.replace(/"content":("[^"]*")/, '"content":[{"type":"text","text":$1}]'),
      ...more,
    ]
  },
  refuse: ({ message, type = 'invalid_request_error' }) => ({
    object: 'error',
    message,
    type,
    param: null,
    code: null,
  }),
}

/** What each provider's server sends. */
export const FORMS: Record<Kind, Form> = {
  openai: openAiForm(false),
  'openai-compatible': openAiForm(true),
  'openai-responses': RESPONSES,
  anthropic: ANTHROPIC,
  google: GOOGLE,
  mistral: MISTRAL,
}
