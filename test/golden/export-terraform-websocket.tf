terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

resource "aws_apigatewayv2_api" "api" {
  name                         = "pets"
  protocol_type                = "WEBSOCKET"
  route_selection_expression   = "$request.body.action"
  api_key_selection_expression = "$request.header.x-api-key"
  disable_execute_api_endpoint = false
  ip_address_type              = "ipv4"
}

resource "aws_apigatewayv2_integration" "action0" {
  api_id               = aws_apigatewayv2_api.api.id
  integration_type     = "MOCK"
  timeout_milliseconds = 29000
  passthrough_behavior = "WHEN_NO_MATCH"
  request_templates = {
    "$default" = "{\"statusCode\": 200}"
  }
  template_selection_expression = "\\$default"
}

resource "aws_apigatewayv2_route" "action0" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "action0"
  authorization_type = "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.action0.id}"
  api_key_required   = false
}

resource "aws_apigatewayv2_integration" "action1" {
  api_id               = aws_apigatewayv2_api.api.id
  integration_type     = "MOCK"
  timeout_milliseconds = 29000
  passthrough_behavior = "WHEN_NO_MATCH"
  request_templates = {
    "$default" = "{\"statusCode\": 200}"
  }
  template_selection_expression = "\\$default"
}

resource "aws_apigatewayv2_route" "action1" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "action1"
  authorization_type = "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.action1.id}"
  api_key_required   = false
}

resource "aws_apigatewayv2_deployment" "api" {
  api_id = aws_apigatewayv2_api.api.id
  depends_on = [
    aws_apigatewayv2_api.api,
    aws_apigatewayv2_integration.action0,
    aws_apigatewayv2_route.action0,
    aws_apigatewayv2_integration.action1,
    aws_apigatewayv2_route.action1,
  ]

  lifecycle {
    create_before_destroy = true
    replace_triggered_by = [
      aws_apigatewayv2_api.api,
      aws_apigatewayv2_integration.action0,
      aws_apigatewayv2_route.action0,
      aws_apigatewayv2_integration.action1,
      aws_apigatewayv2_route.action1,
    ]
  }
}

resource "aws_apigatewayv2_stage" "api" {
  api_id        = aws_apigatewayv2_api.api.id
  name          = "prod"
  deployment_id = aws_apigatewayv2_deployment.api.id

  default_route_settings {
    logging_level          = "INFO"
    throttling_burst_limit = 9
    throttling_rate_limit  = 5
  }
}
