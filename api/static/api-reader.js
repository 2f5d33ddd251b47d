// Opens the API's description in Swagger UI; nothing is asked of any other server.
const reader = document.getElementById("reader");
window.SwaggerUIBundle({
  url: reader.dataset.description,
  domNode: reader,
  deepLinking: true,
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
});
