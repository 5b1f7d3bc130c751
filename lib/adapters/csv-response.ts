/** A table that the browser keeps as a file. */
export function csvResponse({ fileName, text }: { fileName: string; text: string }): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  })
}
