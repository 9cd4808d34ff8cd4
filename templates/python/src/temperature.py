"""Answers GET /{unit}/{value}: one temperature in three units. Needs nothing but Python's standard library."""

import json
import os

TO_CELSIUS = {
    "celsius": lambda value: value,
    "fahrenheit": lambda value: (value - 32) * 5 / 9,
    "kelvin": lambda value: value - 273.15,
}


def handler(event, context):
    """Takes API Gateway's payload format 2.0; what is printed appears in `apigw dev` and in CloudWatch Logs."""
    unit, value = event["pathParameters"]["unit"], event["pathParameters"]["value"]
    print(f"converting {value} {unit}")
    if unit not in TO_CELSIUS:
        return answer(400, {"message": f"The units are {', '.join(TO_CELSIUS)}."})
    try:
        celsius = TO_CELSIUS[unit](float(value))
    except ValueError:
        return answer(400, {"message": f"{value} is no number."})
    digits = int(os.environ["DIGITS"])
    return answer(
        200,
        {
            "celsius": round(celsius, digits),
            "fahrenheit": round(celsius * 9 / 5 + 32, digits),
            "kelvin": round(celsius + 273.15, digits),
        },
    )


def answer(status, body):
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
