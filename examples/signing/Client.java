// Call Fenrun as a storefront: java Client.java METHOD PATH [BODY [NAME=VALUE ...]]
import static java.nio.charset.StandardCharsets.UTF_8;
import java.net.*;
import java.net.http.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Client {
    static final String URL = System.getenv("FENRUN_URL"), KEY_ID = System.getenv("FENRUN_KEY_ID");
    static final byte[] SECRET = Base64.getDecoder().decode(System.getenv("FENRUN_SECRET"));

    static String b64(byte[] raw) { return Base64.getEncoder().encodeToString(raw); }

    static String spell(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    static HttpResponse<String> call(String method, String path, String body, SortedMap<String, String> query, String key) throws Exception {
        var spelt = query.entrySet().stream().map(e -> spell(e.getKey()) + "=" + spell(e.getValue())).collect(Collectors.joining("&"));
        var headers = new LinkedHashMap<String, String>();
        if (!body.isEmpty()) headers.put("content-digest", "sha-256=:" + b64(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8))) + ":");
        if (method.equals("POST")) headers.put("idempotency-key", key);
        var covered = new LinkedHashMap<>(Map.of("@method", method));
        covered.put("@path", URI.create(URL + path).getRawPath());
        covered.put("@query", "?" + spelt);
        covered.putAll(headers);
        var names = covered.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(" "));
        var params = "(" + names + ");created=" + System.currentTimeMillis() / 1000 + ";keyid=\"" + KEY_ID + "\"";
        var base = new StringBuilder();
        covered.forEach((name, value) -> base.append('"' + name + "\": " + value + "\n"));
        base.append("\"@signature-params\": " + params);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        headers.put("signature-input", "sig=" + params);
        headers.put("signature", "sig=:" + b64(mac.doFinal(base.toString().getBytes(UTF_8))) + ":");
        headers.putAll(Map.of("authorization", "Signature", "content-type", "application/json"));
        var request = HttpRequest.newBuilder(URI.create(URL + path + (spelt.isEmpty() ? "" : "?" + spelt))).version(HttpClient.Version.HTTP_1_1);
        request.method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    public static void main(String[] args) throws Exception {
        var query = new TreeMap<String, String>();
        for (var pair : Arrays.asList(args).subList(Math.min(3, args.length), args.length)) query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        var answer = call(args[0], args[1], args.length > 2 ? args[2] : "", query, UUID.randomUUID().toString());
        System.out.println(answer.statusCode() + " " + answer.body());
    }
}
