// Shows the definition of an API; `definition.js` has put it here. Nothing but the API itself is ever called.
const {definition, canCall} = globalThis.portal

globalThis.SwaggerUIBundle({
  spec: definition,
  dom_id: '#portal',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  // Or the definition goes to a validator of the makers of the viewer.
  validatorUrl: null,
  persistAuthorization: false,
  supportedSubmitMethods: canCall ? ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] : [],
})
