/** The readable reference: one static page and script of our own, so that the strict policy needs no exception. */
export const DOCS_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>哨台接口 Shaotai API</title><link rel="stylesheet" href="/api/docs/page.css"></head>
<body><header><h1>哨台接口</h1><p>OpenAPI 3.1: <a href="/api/docs/openapi.json">openapi.json</a></p>
<input id="filter" type="search" placeholder="筛选 filter" aria-label="筛选"></header><main id="routes"></main>
<script src="/api/docs/page.js"></script></body></html>`

export const DOCS_STYLE = `body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1f2329}
header{position:sticky;top:0;background:#fff;padding-bottom:.5rem}h1{font-size:1.4rem;margin:.5rem 0}
input{width:100%;padding:.5rem;font:inherit;box-sizing:border-box}details{border-bottom:1px solid #ddd;padding:.4rem 0}
summary{cursor:pointer}code,pre{font:13px/1.5 ui-monospace,monospace}pre{background:#f5f6f7;padding:.6rem;overflow:auto}
.method{display:inline-block;width:4.5rem;font-weight:600}h2{font-size:1.1rem;margin:1.2rem 0 .2rem}`

export const DOCS_SCRIPT = `const element = (name, text, children = []) => {
  const node = document.createElement(name)
  if (text) node.textContent = text
  node.append(...children)
  return node
}
const schemaBlock = (title, schema) => [element('h4', title), element('pre', JSON.stringify(schema, null, 2))]
const operation = (path, method, it) => {
  const verb = element('code', method.toUpperCase())
  verb.className = 'method'
  const summary = element('summary', '', [verb, element('code', path), ' ', it.summary])
  const body = []
  if (it.description) body.push(element('p', it.description))
  if (it['x-roles']) body.push(element('p', '角色 roles: ' + it['x-roles'].join(', ')))
  if (it.parameters.length) body.push(...schemaBlock('参数 parameters', it.parameters.map((one) => ({ ...one.schema, name: one.name, in: one.in, description: one.description }))))
  if (it.requestBody) body.push(...schemaBlock('请求 body', it.requestBody.content['application/json'].schema))
  for (const [status, answer] of Object.entries(it.responses)) {
    body.push(element('h4', status))
    if (status < '300') body.push(element('pre', answer.content ? JSON.stringify(answer.content['application/json'].schema, null, 2) : ''))
    else for (const line of answer.description.split('\\n\\n')) body.push(element('div', line))
  }
  const details = element('details', '', [summary, ...body])
  details.dataset.text = (method + ' ' + path + ' ' + it.summary).toLowerCase()
  return details
}
fetch('/api/docs/openapi.json').then((answer) => answer.json()).then(({ paths }) => {
  const byTag = new Map()
  for (const [path, methods] of Object.entries(paths)) for (const [method, it] of Object.entries(methods)) {
    const tag = it.tags[0]
    byTag.set(tag, [...(byTag.get(tag) ?? []), operation(path, method, it)])
  }
  for (const [tag, operations] of byTag) document.getElementById('routes').append(element('h2', tag), ...operations)
})
document.getElementById('filter').addEventListener('input', ({ target }) => {
  for (const details of document.querySelectorAll('details')) details.hidden = !details.dataset.text.includes(target.value.toLowerCase())
})
`
