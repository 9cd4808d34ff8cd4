import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.util.introspection.Info;

/**
 * Answers mapping-template cases with Apache Velocity 1.7, Jayway JsonPath and json-smart.
 *
 * One JSON case per line of standard input (template, body, params, context, stageVariables), one JSON answer per line of standard
 * output: {"text": ...} or {"error": first line of the exception's message}. Every case gets an engine of its own, so that no macro
 * of one case is known to the next, and at most five seconds.
 */
public final class Oracle {
  private static final JsonSmartJsonProvider JSON = new JsonSmartJsonProvider();
  private static final Configuration PATHS = Configuration.builder().jsonProvider(JSON).build();

  private Oracle() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ExecutorService worker = Executors.newCachedThreadPool(task -> {
      Thread thread = new Thread(null, task, "case", 4L << 20);
      thread.setDaemon(true);
      return thread;
    });
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<?, ?> given = (Map<?, ?>) JSON.parse(line);
      Map<String, Object> answer = new LinkedHashMap<>();
      try {
        answer.put("text", worker.submit(() -> render(given)).get(5, TimeUnit.SECONDS));
      } catch (java.util.concurrent.TimeoutException tooSlow) {
        answer.put("error", "timeout");
      } catch (java.util.concurrent.ExecutionException failed) {
        String message = String.valueOf(failed.getCause().getMessage());
        answer.put("error", message.split("\n", 2)[0]);
      }
      out.println(JSONValue.toJSONString(answer));
    }
    System.exit(0);
  }

  private static String render(Map<?, ?> given) {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    engine.setProperty("velocimacro.library", "");
    engine.setProperty("parser.pool.size", "2");
    engine.init();
    VelocityContext context = new VelocityContext();
    context.put("input", new Input((String) given.get("body"), (Map<?, ?>) given.get("params")));
    context.put("util", new Util());
    context.put("context", given.get("context"));
    context.put("stageVariables", given.get("stageVariables"));
    EventCartridge events = new EventCartridge();
    events.addEventHandler(new NullIsEmpty());
    events.attachToContext(context);
    StringWriter text = new StringWriter();
    engine.evaluate(context, text, "template", (String) given.get("template"));
    return text.toString();
  }

  /** The only thing API Gateway does otherwise than Velocity out of the box. */
  public static final class NullIsEmpty implements InvalidReferenceEventHandler {
    @Override
    public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
      return "";
    }

    @Override
    public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
      return "";
    }

    @Override
    public boolean invalidSetMethod(Context context, String left, String right, Info info) {
      return false;
    }
  }

  /** $input, as the documentation describes it. */
  public static final class Input {
    private final String body;
    private final Map<?, ?> params;

    Input(String body, Map<?, ?> params) {
      this.body = body == null || body.isEmpty() ? "{}" : body;
      this.params = params == null ? new LinkedHashMap<>() : params;
    }

    public String getBody() {
      return body;
    }

    public Object path(String path) {
      try {
        return JsonPath.using(PATHS).parse(body).read(path);
      } catch (PathNotFoundException missing) {
        return null;
      }
    }

    public Object json(String path) {
      Object value = path(path);
      return value == null ? "\"\"" : JSONValue.toJSONString(value, JSONStyle.LT_COMPRESS);
    }

    public Object params() {
      return params;
    }

    public String params(String name) {
      for (String place : List.of("path", "querystring", "header")) {
        Object group = params.get(place);
        Object value = group == null ? null : ((Map<?, ?>) group).get(name);
        if (value != null) {
          return value.toString();
        }
      }
      return "";
    }
  }

  /** $util, as the documentation describes it. */
  public static final class Util {
    public String escapeJavaScript(Object value) {
      return StringEscapeUtils.escapeJavaScript(value == null ? null : value.toString());
    }

    public Object parseJson(String text) {
      return JSON.parse(text);
    }

    public String urlEncode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String urlDecode(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public String base64Encode(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public String base64Decode(String text) {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
  }
}
