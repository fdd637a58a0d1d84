<?php
/**
 * The settings page: the connection, and the box of the checkout.
 *
 * @package Retorno
 *
 * @var array|null $connection The connection.
 * @var array      $settings   The settings.
 * @var int        $waiting    How many deliveries wait.
 * @var array|null $last       The last delivery.
 */

defined( 'ABSPATH' ) || exit;
?>
<h2><?php esc_html_e( 'Connection', 'retorno' ); ?></h2>
<?php if ( null === $connection ) : ?>
	<p><?php esc_html_e( 'Open Retorno and connect this shop there: it then finds this plugin by itself. If your shop was connected by command, paste what it printed.', 'retorno' ); ?></p>
	<?php Retorno_Admin::open_form( 'connect' ); ?>
		<table class="form-table" role="presentation">
			<tr>
				<th scope="row"><label for="retorno-url"><?php esc_html_e( 'Webhook address', 'retorno' ); ?></label></th>
				<td><input class="regular-text code" id="retorno-url" name="retorno[url]" type="url" required placeholder="https://…/webhooks/woocommerce/…"></td>
			</tr>
			<tr>
				<th scope="row"><label for="retorno-secret"><?php esc_html_e( 'Webhook secret', 'retorno' ); ?></label></th>
				<td><input class="regular-text code" id="retorno-secret" name="retorno[secret]" type="password" autocomplete="off" required minlength="16"></td>
			</tr>
		</table>
		<?php submit_button( __( 'Connect', 'retorno' ) ); ?>
	</form>
<?php else : ?>
	<p>
		<?php
		/* translators: %s: address of the app */
		printf( esc_html__( 'Connected to %s.', 'retorno' ), '<code>' . esc_html( $connection['app_url'] ) . '</code>' );
		?>
		<?php
		/* translators: %s: number */
		printf( esc_html__( 'Waiting for delivery: %s.', 'retorno' ), esc_html( number_format_i18n( $waiting ) ) );
		?>
		<?php
		if ( is_array( $last ) ) {
			/* translators: %s: date and time */
			printf( esc_html__( 'Last delivery: %s.', 'retorno' ), esc_html( wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), (int) $last['at'] ) ) );
			echo '' === $last['error'] ? '' : ' <strong>' . esc_html( $last['error'] ) . '</strong>';
		}
		?>
	</p>
	<?php Retorno_Admin::open_form( 'disconnect' ); ?>
		<?php submit_button( __( 'Disconnect', 'retorno' ), 'delete', 'submit', false ); ?>
	</form>
<?php endif; ?>

<h2><?php esc_html_e( 'Consent at the checkout', 'retorno' ); ?></h2>
<?php Retorno_Admin::open_form( 'settings' ); ?>
	<table class="form-table" role="presentation">
		<tr>
			<th scope="row"><?php esc_html_e( 'Box', 'retorno' ); ?></th>
			<td>
				<label><input type="checkbox" name="retorno[consent]" value="1" <?php checked( $settings['consent'], 'box' ); ?>> <?php esc_html_e( 'Ask whether reminders by e-mail are welcome', 'retorno' ); ?></label><br>
				<label><input type="checkbox" name="retorno[whatsapp]" value="1" <?php checked( $settings['whatsapp'] ); ?>> <?php esc_html_e( 'Ask the same for WhatsApp', 'retorno' ); ?></label>
				<p class="description"><?php esc_html_e( 'Never ticked beforehand and never required. Whether reminders need it is decided by the consent policy in Retorno.', 'retorno' ); ?></p>
			</td>
		</tr>
		<tr>
			<th scope="row"><label for="retorno-text"><?php esc_html_e( 'Words beside the box', 'retorno' ); ?></label></th>
			<td><input class="large-text" id="retorno-text" name="retorno[text]" maxlength="300" value="<?php echo esc_attr( $settings['text'] ); ?>" placeholder="<?php echo esc_attr( Retorno_Settings::consent_text() ); ?>"></td>
		</tr>
	</table>
	<?php submit_button(); ?>
</form>
