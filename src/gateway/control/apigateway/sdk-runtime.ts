/**
 * What every generated client does, in JavaScript that browsers and Node.js run: it expects `operations`, a table of
 * calls, and `defaultUrl` before it.
 */
export const sdkRuntime = `function pathOf(operation, params) {
  return operation.path.replace(/\\{([^{}]+?)(\\+?)\\}/g, function (_, name, greedy) {
    var parts = greedy ? String(params[name]).split('/') : [String(params[name])]
    return parts.map(encodeURIComponent).join('/')
  })
}

function requestOf(config, operation, params, body, additional) {
  var query = new URLSearchParams()
  var headers = {}
  operation.parameters.forEach(function (parameter) {
    var value = params[parameter.name]
    if (value === undefined) {
      if (parameter.isRequired) throw new Error('The parameter ' + parameter.name + ' is missing.')
      return
    }
    if (parameter.place === 'querystring') query.append(parameter.name, value)
    if (parameter.place === 'header') headers[parameter.name] = value
  })
  Object.keys(additional.queryParams || {}).forEach(function (name) {
    query.append(name, additional.queryParams[name])
  })
  if (config.apiKey !== undefined) headers['x-api-key'] = config.apiKey
  if (body !== undefined) headers['content-type'] = 'application/json'
  Object.assign(headers, additional.headers)
  var search = query.toString()
  var url = (config.invokeUrl || defaultUrl).replace(/\\/$/, '') + pathOf(operation, params)
  var request = {url: url + (search === '' ? '' : '?' + search), method: operation.verb, headers: headers}
  if (body !== undefined) request.body = typeof body === 'string' ? body : JSON.stringify(body)
  return request
}

async function send(config, operation, params, body, additional) {
  var request = requestOf(config, operation, params || {}, body, additional || {})
  if (config.prepare !== undefined) request = await config.prepare(request)
  var response = await fetch(request.url, {method: request.method, headers: request.headers, body: request.body})
  var text = await response.text()
  var answer = {status: response.status, headers: Object.fromEntries(response.headers), data: dataOf(response, text)}
  if (response.ok) return answer
  throw Object.assign(new Error(operation.verb + ' ' + operation.path + ' answered ' + response.status), answer)
}

function dataOf(response, text) {
  var isJson = (response.headers.get('content-type') || '').indexOf('json') !== -1
  return isJson && text !== '' ? JSON.parse(text) : text
}

function newClient(config) {
  var client = {}
  Object.keys(operations).forEach(function (name) {
    client[name] = function (params, body, additional) {
      return send(config || {}, operations[name], params, body, additional)
    }
  })
  return client
}

`
