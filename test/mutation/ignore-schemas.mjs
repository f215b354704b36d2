/** A schema is a declaration, not a decision: its titles and bounds are held by the forms, the published references and the tests of parsing. */
const schemas = {
  shouldIgnore(path) {
    if (!path.isCallExpression()) return undefined
    const { callee } = path.node
    return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Type'
      ? 'a schema is a declaration'
      : undefined
  },
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'schemas', value: schemas }]
